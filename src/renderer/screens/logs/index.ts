export { LogsScreen } from './logs-screen.tsx';
