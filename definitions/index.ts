/** The estate: what is exported here is generated, checked and deployed. */
export * as cqrs from './cqrs/index.ts';
export * as environments from './environments.ts';
export * as phoenix from './phoenix/index.ts';
