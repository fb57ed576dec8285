import type { PostInput } from '../protocol.ts'
import { Attachments } from './attachments.tsx'
import { RichText } from './rich-text.tsx'

/** What a person posted, as its bubble shows it. `root` is where the files are fetched. */
export function Said({ input, root }: { input: PostInput; root: string }) {
  switch (input.kind) {
    case 'text':
    case 'edit':
      return <RichText text={input.text} />
    case 'choice':
      return <RichText text={input.label ?? input.value} />
    case 'media':
      return (
        <>
          <Attachments files={input.files} root={root} />
          {input.text && <RichText text={input.text} />}
        </>
      )
    case 'opened':
      return null
  }
}
