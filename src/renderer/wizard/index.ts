export { WizardApp } from './wizard-app.tsx';
