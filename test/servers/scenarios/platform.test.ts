import { play } from '../../../definitions/platform/scenario.ts';
import { scenarioSuite } from './suite.ts';

await scenarioSuite(play);
