/** What stands for something that has no words, among words that are kept, in one language. */
export interface Marks {
  /** A sticker, by the emoji it goes with where it has one. */
  sticker(emoji?: string): string
  /** Before somebody else's words that were passed on. */
  forwarded: string
}
