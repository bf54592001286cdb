import { Component, lazy, type ReactNode, Suspense } from 'react';
import type { PlotProps } from './plot-canvas.tsx';
import './plot.css';

const PlotCanvas = lazy(async () => ({ default: (await import('./plot-canvas.tsx')).PlotCanvas }));

/** Numbers over time as a small picture, with a sentence that says the same. */
export function Plot({ summary, ...props }: PlotProps & { readonly summary: string }) {
  return (
    <Fallback text={summary}>
      <figure className="plot">
        <Suspense fallback={<div className="plot-space" />}>
          <PlotCanvas {...props} />
        </Suspense>
        <figcaption className="visually-hidden">{summary}</figcaption>
      </figure>
    </Fallback>
  );
}

/** Where no picture can be drawn (uPlot fails in a locale that Intl does not know), the sentence stands alone. */
class Fallback extends Component<{ readonly text: string; readonly children: ReactNode }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <p>{this.props.text}</p> : this.props.children;
  }
}
