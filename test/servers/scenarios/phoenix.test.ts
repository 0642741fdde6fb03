import { play } from '../../../definitions/phoenix/scenario.ts';
import { scenarioSuite } from './suite.ts';

await scenarioSuite(play);
