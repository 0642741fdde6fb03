// Writes docs/checks.md from the checks: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { checksPage } from '../dist/check/explain/page.js';
import { explanations } from '../dist/program.js';

writeFileSync(new URL('../docs/checks.md', import.meta.url), checksPage(explanations.values()));
