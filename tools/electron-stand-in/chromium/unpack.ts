// Run as a program with TMPDIR set: unpacks @sparticuz/chromium there, with the libraries that a bare system lacks.
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { packageFolder } from './package-folder.ts';

await Promise.all([chromium.executablePath(), inflate(join(packageFolder(), 'bin', 'al2023.tar.br'))]);
