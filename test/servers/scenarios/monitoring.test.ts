import { play } from '../../../definitions/phoenix/monitoring/scenario.ts';
import { scenarioSuite } from './suite.ts';

await scenarioSuite(play);
