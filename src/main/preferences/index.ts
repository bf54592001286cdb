/**
 * What the person chose for the app itself: look, language, quiet hours, where the window was.
 */
export { openPreferenceStore } from './open-store.ts';
export { PreferenceBook, type PreferenceStore } from './preferences.ts';
export { storedLanguage } from './stored-language.ts';
