/**
 * The estate: what is exported here is generated, checked and deployed. What documents ask names environments too, so it stands beside
 * them and not in its system.
 */
export * as cqrsCoverage from './cqrs/coverage.ts';
export * as cqrs from './cqrs/index.ts';
export * as environments from './environments.ts';
export * as flowCoverage from './flow-orchestrator/coverage.ts';
export * as flowOrchestrator from './flow-orchestrator/index.ts';
export * as phoenixCoverage from './phoenix/coverage.ts';
export * as phoenix from './phoenix/index.ts';
export * as platformCoverage from './platform/coverage.ts';
export * as platform from './platform/index.ts';
export * as workflowCoverage from './workflow-engine/coverage.ts';
export * as workflowEngine from './workflow-engine/index.ts';
