import { render as toMarkup } from 'svelte/server';
import App from './App.svelte';

export const render = () => toMarkup(App, { props: { engine: 'cpu' } }).body;
