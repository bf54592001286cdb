export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const minimumSize = { width: 760, height: 520 } as const;
const standardSize = { width: 1120, height: 760 } as const;
/** So much of the window has to be on some screen that a person can take hold of it. */
const visible = { width: 120, height: 60 } as const;

/**
 * Where the window opens: where it was, as far as that is still on a screen, else in the middle. Sizes never exceed the
 * screen.
 */
export function windowBounds(
  remembered: Rectangle | null,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const area = remembered && workAreas.find((candidate) => overlaps(remembered, candidate));
  const largest = area ?? workAreas[0];
  const size = remembered ?? standardSize;
  const width = within(size.width, minimumSize.width, largest?.width);
  const height = within(size.height, minimumSize.height, largest?.height);
  if (!remembered || !area) return { width, height };
  return { x: remembered.x, y: remembered.y, width, height };
}

function overlaps(window: Rectangle, area: Rectangle): boolean {
  const right = Math.min(window.x + window.width, area.x + area.width);
  const bottom = Math.min(window.y + window.height, area.y + area.height);
  // The title bar is at the top: it has to be within the screen.
  return (
    right - Math.max(window.x, area.x) >= visible.width &&
    bottom - window.y >= visible.height &&
    window.y >= area.y
  );
}

function within(size: number, least: number, most = Number.POSITIVE_INFINITY): number {
  return Math.round(Math.max(least, Math.min(size, most)));
}
