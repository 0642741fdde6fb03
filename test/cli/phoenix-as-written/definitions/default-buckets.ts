/** What a histogram has whose author names no buckets, also one of bytes. https://docs.rs/prometheus/latest/prometheus/constant.DEFAULT_BUCKETS.html */
export const DEFAULT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
