import { Component, type ReactNode } from 'react';
import { ErrorNotice } from '../components/error-notice.tsx';
import { type Translator, TranslatorContext } from '../i18n/index.ts';
import { Screen } from './screen.tsx';

interface Props {
  /** Heading of the screen, also where it fails. */
  readonly title: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

/** Keeps a screen that fails from taking the window with it. */
export class ScreenBoundary extends Component<Props, State> {
  override readonly state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <TranslatorContext.Consumer>
        {(translator) =>
          translator && (
            <Screen title={this.props.title}>
              <Failure translator={translator} error={error} onRetry={this.#retry} />
            </Screen>
          )
        }
      </TranslatorContext.Consumer>
    );
  }

  readonly #retry = () => this.setState({ error: undefined });
}

function Failure({
  translator: { t },
  error,
  onRetry,
}: {
  readonly translator: Translator;
  readonly error: Error;
  readonly onRetry: () => void;
}) {
  const parts = {
    what: t('error.screen'),
    why: t('error.screenWhy', { why: error.message }),
    hint: t('error.screenHint'),
  };
  return <ErrorNotice error={parts} onRetry={onRetry} />;
}
