/** What can be said of a message without saying what it is about. `news`: not even what kind of thing it is. */
export type Gist = 'news' | 'answer' | 'asked' | 'receipt' | 'progress' | 'date' | 'visit' | 'changed'

/** At most 20 characters each, and nothing that would tell anything to whoever sees the phone lie there. */
export type PointerWords = Record<Gist, { title: string; hint: string }>
