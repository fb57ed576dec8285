import { pack, unpack } from './archive.ts'
import type { Block } from './blocks.ts'
import { readHtml } from './html.ts'
import { Refused } from './parsed-policy.ts'
import { writeNumbers } from './word-numbers.ts'

/** A Word document, by way of HTML. Throws Refused. */
export async function readDocx(bytes: Buffer): Promise<{ blocks: Block[]; pictures: number }> {
  const buffer = pack(writeNumbers(unpack(bytes)))
  // Large, and seldom needed.
  const { default: mammoth } = await import('mammoth')
  let pictures = 0
  const html = await mammoth
    .convertToHtml(
      { buffer },
      {
        styleMap,
        // The pictures themselves are not wanted.
        convertImage: mammoth.images.imgElement(async () => {
          pictures += 1
          return { src: '' }
        }),
      },
    )
    .catch(() => {
      throw new Refused({ kind: 'broken' })
    })
  return { blocks: readHtml(html.value).blocks, pictures }
}

/** As the styles are called by Word in Chinese and by WPS, besides the English names that are known already. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  "p[style-name='公文标题'] => h1:fresh",
  ...[1, 2, 3, 4].map((depth) => `p[style-name='标题 ${depth}'] => h${depth}:fresh`),
]
