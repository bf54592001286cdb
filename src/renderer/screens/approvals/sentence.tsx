import type { ApprovalSummary } from '../../../shared/api.ts';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { emphasised } from './emphasised.ts';

/** The request as a sentence, with what counts in it (amounts, names from the arguments) in bold. */
export function Sentence({ summary }: { readonly summary: ApprovalSummary }) {
  const pieces = emphasised(
    summary.sentence,
    summary.actions.flatMap((action) => Object.values(action.arguments)),
  );
  return (
    <h2 className="approval-sentence">
      {/* One stretch of direction: in a page from right to left its pieces keep their order. */}
      <bdi>
        {pieces.map(({ at, text, isStrong }) => (
          <span key={at} className={isStrong ? 'approval-strong' : undefined}>
            <UntrustedText>{text}</UntrustedText>
          </span>
        ))}
      </bdi>
    </h2>
  );
}
