/** Stands in `generated/`, beside the folders of the environments. */
export const GENERATED_LIST = 'files.txt';
