import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

createRoot(document.querySelector('#app')!).render(<StrictMode><App engine={location.hash.slice(1)} /></StrictMode>);
