export type MatchOp = '=' | '!=' | '=~' | '!~';
