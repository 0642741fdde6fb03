import { play } from '../../../definitions/flow-orchestrator/scenario.ts';
import { scenarioSuite } from './suite.ts';

await scenarioSuite(play);
