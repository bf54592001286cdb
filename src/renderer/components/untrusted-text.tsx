import { memo } from 'react';
import { useTranslator } from '../i18n/index.ts';
import { type Piece, visiblePieces } from './visible-pieces.ts';
import './untrusted-text.css';

/**
 * Text that a stranger may have written: never markup, on its own line of direction, and with every character that
 * hides or turns text around shown by its code.
 */
export const UntrustedText = memo(function UntrustedText({ children }: { readonly children: string }) {
  const { t } = useTranslator();
  const pieces = visiblePieces(children);
  const [only] = pieces;
  return (
    <bdi className="untrusted">
      {pieces.length === 1 && only && 'text' in only
        ? only.text
        : pieces.map((piece) => <PieceView key={piece.at} piece={piece} t={t} />)}
    </bdi>
  );
});

/** The same for whole documents: lines stay lines, and long ones break. */
export function UntrustedBlock({ children, label }: { readonly children: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and a section would be one landmark more
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
    <div className="untrusted-block" role="group" aria-label={label} tabIndex={0}>
      <UntrustedText>{children}</UntrustedText>
    </div>
  );
}

function PieceView({
  piece,
  t,
}: {
  readonly piece: Piece;
  readonly t: ReturnType<typeof useTranslator>['t'];
}) {
  if ('text' in piece) return piece.text;
  return (
    <span className="untrusted-code" title={t('text.controlCharacter', { code: piece.code })}>
      {piece.code}
    </span>
  );
}
