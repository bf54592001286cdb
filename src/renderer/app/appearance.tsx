import { type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { usePreferences } from '../client/index.ts';
import { english, loadTranslator, type PlainKey, type Translator, TranslatorContext } from '../i18n/index.ts';
import '../styles/tokens.css';
import '../styles/base.css';

/** Language, theme and density as the person chose them. Nothing is shown before they are known. */
export function Appearance({
  windowName,
  children,
}: {
  readonly windowName: PlainKey;
  readonly children: ReactNode;
}) {
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
    document.title = translator.t(windowName);
  }, [translator, windowName]);

  if (preferences === undefined || translator.language !== language) return null;
  return (
    <TranslatorContext value={translator}>
      <I18nProvider locale={translator.language}>{children}</I18nProvider>
    </TranslatorContext>
  );
}
