import * as definitions from '../../definitions/index.ts';
import { compileModule } from '../../src/program.ts';

/** What `definitions/` comes to, compiled once for all tests that look at it. */
export const ownEstate = compileModule(definitions, '2026-11-21');
