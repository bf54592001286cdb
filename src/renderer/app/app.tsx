import { type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { SessionContext, usePreferences } from '../client/index.ts';
import type { Session } from '../client/session.ts';
import { ToastRegion } from '../components/toasts.tsx';
import { english, loadTranslator, type Translator, TranslatorContext } from '../i18n/index.ts';
import { Entry } from './entry.tsx';
import '../styles/tokens.css';
import '../styles/base.css';

/** The whole window. */
export function App({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Appearance>
        <ToastRegion>
          <Entry />
        </ToastRegion>
      </Appearance>
    </SessionContext>
  );
}

/** Language, theme and density as the person chose them. Nothing is shown before they are known. */
function Appearance({ children }: { readonly children: ReactNode }) {
  const preferences = usePreferences();
  const [translator, setTranslator] = useState<Translator>(english);
  const { language = 'en', theme = 'system', density = 'comfortable' } = preferences ?? {};

  useEffect(() => {
    let isCurrent = true;
    void loadTranslator(language).then((loaded) => {
      if (isCurrent) setTranslator(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);

  useEffect(() => {
    const { documentElement: page } = document;
    page.dataset.theme = theme;
    page.dataset.density = density;
  }, [theme, density]);

  useEffect(() => {
    const { documentElement: page } = document;
    page.lang = translator.language;
    page.dir = translator.direction;
    document.title = translator.t('app.name');
  }, [translator]);

  if (preferences === undefined || translator.language !== language) return null;
  return (
    <TranslatorContext value={translator}>
      <I18nProvider locale={translator.language}>{children}</I18nProvider>
    </TranslatorContext>
  );
}
