import { Suspense } from 'react';
import { usePlace } from '../client/index.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { useTranslator } from '../i18n/index.ts';
import { DropTarget } from './drop-target.tsx';
import { Rail } from './rail.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TitleBar } from './title-bar.tsx';
import { TrustNotice } from './trust-notice.tsx';
import { viewEntries } from './views.ts';
import './frame.css';

/** The rail, the title bar, and the screen the window is at. */
export function Frame() {
  const { t } = useTranslator();
  const [place] = usePlace();
  const entry = viewEntries.find(({ view }) => view === place.view);
  return (
    <DropTarget>
      <div className="frame">
        <a className="skip" href="#content">
          {t('app.skip')}
        </a>
        <TitleBar />
        <Rail />
        <main id="content" className="frame-content" tabIndex={-1} aria-label={t(`view.${place.view}`)}>
          <TrustNotice />
          <ScreenBoundary key={place.view} title={t(`view.${place.view}`)}>
            <Suspense
              fallback={
                <div className="screen-waiting">
                  <Skeleton lines={4} />
                </div>
              }
            >
              {entry && <entry.Screen />}
            </Suspense>
          </ScreenBoundary>
        </main>
        <Shortcuts />
      </div>
    </DropTarget>
  );
}
