export type PageLanguage = 'zh' | 'en'

/** Why a page cannot be shown. Each has a sentence that says what to do. */
export type Problem =
  /** It was not opened in WeChat. */
  | 'outside'
  /** WeChat did not say who it is, or it was not asked by this browser. */
  | 'signIn'
  /** WeChat shows a preview, in which nobody is who they are. */
  | 'preview'
  /** The page was open for longer than a sign-in is good for. */
  | 'expired'
  | 'away'
  | 'busy'
  /** What was sent is nothing that our pages send. */
  | 'unreadable'
  /** The message that a button stood under is not on the page any more. */
  | 'gone'
  /** The office has no notices that one could agree to. */
  | 'noNotices'

/** Every word on the pages, in one language. They come from outside: a channel has none of its own. */
export interface PageWords {
  office: string
  otherLanguage: string
  letters: {
    title: string
    /** Above the messages. */
    why: string
    none: string
    /** Above those that were read before. */
    read: string
    /** When a message was written, in the office's time. */
    date(at: Date): string
    /** The button, and what is said once it was pressed. */
    seen: string
    thanks: string
    /** How to answer. */
    reply: string
    /** A button under a message was pressed: that it arrived, where the answer will be, and the way back. */
    taken(label: string): string
    answered: string
    back: string
  }
  notices: {
    title: string
    /** What it is for, in two sentences. */
    why: string
    /** How far one consent goes. */
    once: string
    forLong: string
    agree: string
    agreed: string
    refused: string
    failed: string
    /** In the place of the button until WeChat has drawn it. */
    drawing: string
  }
  problem: Record<Problem, string>
  /** The link that tries again. */
  again: string
}
