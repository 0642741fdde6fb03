import { play } from '../../../definitions/workflow-engine/scenario.ts';
import { scenarioSuite } from './suite.ts';

await scenarioSuite(play);
