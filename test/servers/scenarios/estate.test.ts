import { play } from '../../../definitions/scenario.ts';
import { boardsSuite } from './suite.ts';

await boardsSuite(play);
