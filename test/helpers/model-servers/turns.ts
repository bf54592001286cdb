import type { Plan } from '../../../src/shared/plan.ts';
import type { Turn } from './model-server.ts';

/** A plan that writes one note, with what differs. */
export function planOf(parts: Partial<Plan> = {}): Plan {
  return {
    thought_process: 'A note is enough',
    actions: [
      {
        server: 'vault',
        tool: 'create_note',
        arguments: { path: 'Notes/model.md', content: 'Written by the model' },
        description: 'Write a note',
      },
    ],
    risk_assessment: 'Low',
    requires_approval: false,
    confidence: 0.8,
    done: true,
    ...parts,
  };
}

/** The model answers with that plan. */
export function plans(parts: Partial<Plan> = {}): Turn {
  return says(JSON.stringify(planOf(parts)));
}

export function says(content: string | null, finish = 'stop'): Turn {
  return { kind: 'says', content, finish };
}

/** The first turns in order; the last one again and again. */
export function inTurn(...turns: readonly [Turn, ...Turn[]]): (request: unknown, call: number) => Turn {
  return (_request, call) => turns[Math.min(call, turns.length) - 1] ?? turns[0];
}
