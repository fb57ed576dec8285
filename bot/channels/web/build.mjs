import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const pages = fileURLToPath(new URL('pages/', import.meta.url))
const output = fileURLToPath(new URL('public/', import.meta.url))

await rm(output, { recursive: true, force: true })
await mkdir(output, { recursive: true })

const { metafile } = await build({
  absWorkingDir: pages,
  entryPoints: [
    { in: 'resident/main.tsx', out: 'resident' },
    { in: 'styles/resident.css', out: 'resident' },
    { in: 'desk/main.tsx', out: 'desk' },
    { in: 'styles/desk.css', out: 'desk' },
    { in: 'styles/why.css', out: 'why' },
    { in: 'icon.svg', out: 'icon' },
  ],
  outdir: `${output}assets`,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'iife',
  // The built-in browsers of older phones: they have no newer syntax, and nothing is polyfilled.
  target: ['es2019', 'chrome80', 'safari13'],
  // esbuild holds back for a bug of Safari before 14.1 in rare forms of it, which are not used here.
  supported: { destructuring: true },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'copy' },
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
})

// `{{resident.js}}` in a page becomes the hashed address of that file.
const addresses = new Map(
  Object.keys(metafile.outputs).map((path) => {
    const file = basename(path)
    return [file.replace(/-[^-.]+(?=\.\w+$)/, ''), `/assets/${file}`]
  }),
)
for (const page of ['resident.html', 'desk.html', 'why.html']) {
  const template = await readFile(pages + page, 'utf8')
  const html = template.replace(/\{\{([\w.]+)\}\}/g, (_, name) => {
    const address = addresses.get(name)
    if (!address) throw new Error(`${page} asks for ${name}, which the build does not make`)
    return address
  })
  await writeFile(output + page, html)
}
