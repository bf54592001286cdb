import type { FaultPoint } from '../helpers/faulty-file-system.ts';
import { runChild } from './child.ts';
import type { FaultResult } from './faults.ts';
import type { Ground } from './ground.ts';

/** Runs fault points in a child process, `lanes` of them side by side; tells each result as it comes. */
export async function runFaults(
  ground: Ground,
  points: readonly (FaultPoint & { readonly label: string })[],
  lanes: number,
  told: (result: FaultResult) => void,
): Promise<void> {
  const input = points.map((point) => `${JSON.stringify(point)}\n`).join('');
  const { code, stderr } = await runChild('fault-process.ts', [ground.folder, String(lanes)], ground.folder, {
    input,
    limitMs: 60_000 + points.length * 3_000,
    line: (line) => told(JSON.parse(line)),
  });
  if (code !== 0) throw new Error(`the process of the faults ended: ${stderr}`);
}
