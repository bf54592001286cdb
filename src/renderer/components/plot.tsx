import { lazy, Suspense } from 'react';
import type { PlotProps } from './plot-canvas.tsx';
import './plot.css';

const PlotCanvas = lazy(async () => ({ default: (await import('./plot-canvas.tsx')).PlotCanvas }));

/** Numbers over time as a small picture, with a sentence that says the same. */
export function Plot({ summary, ...props }: PlotProps & { readonly summary: string }) {
  return (
    <figure className="plot">
      <Suspense fallback={<div className="plot-space" />}>
        <PlotCanvas {...props} />
      </Suspense>
      <figcaption className="visually-hidden">{summary}</figcaption>
    </figure>
  );
}
