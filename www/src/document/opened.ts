// The file that a contract came from, as it was dropped: kept so that edits can be put into it.

export interface OpenedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}
