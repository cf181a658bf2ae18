// The built-in sample: an agency contract of our own writing.

import text from "./sample.txt?raw";

export const SAMPLE_NAME = "Sample creative services agreement";
export const SAMPLE = text;
