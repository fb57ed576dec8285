import { linkify } from './linkify.ts'
import { Secret } from './secret.tsx'
import { placeSecrets } from './secrets.ts'

/** Plain text as it was written: its line breaks kept, web addresses made links, secrets shown to be copied. */
export function RichText({ text, secrets }: { text: string; secrets?: Record<string, string> | undefined }) {
  return (
    <div class="words">
      {placeSecrets(text, secrets).map((piece, index) =>
        'secret' in piece ? (
          <Secret key={`${index}`} value={piece.secret} />
        ) : (
          <Linked key={`${index}`} text={piece.text} />
        ),
      )}
    </div>
  )
}

function Linked({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map((piece) =>
        piece.href ? (
          <a key={piece.href} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  )
}
