import { createApp } from 'vue';
import App from './App.vue';

createApp(App, { engine: location.hash.slice(1) }).mount('#app');
