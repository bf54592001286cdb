// `npm run notices`: writes the licences of everything the app contains to out/notices, and fails on one that is not permissive.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noticesText, notPermissive } from './notices.ts';
import { bundledPackages } from './packages.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'out', 'notices');
const packages = bundledPackages(root);
const wrong = notPermissive(packages);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'THIRD_PARTY_NOTICES.txt'), noticesText(packages));
for (const { name, version, license } of wrong)
  process.stderr.write(`notices: ${name} ${version} is under "${license}": look for another package.\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
