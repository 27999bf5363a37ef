import { createRoot } from 'react-dom/client';
import './style/main.css';
import { App } from './app.tsx';

createRoot(document.getElementById('root')!).render(<App />);
