/** A file of the store, as a channel is handed it to send it on. */
export interface StoredFile {
  content: Buffer
  mime: string
  name?: string
}
