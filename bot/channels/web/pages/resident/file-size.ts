const MEGABYTE = 1024 * 1024

/** A size in bytes as people say it: 350 KB, 12.5 MB. */
export function writeSize(bytes: number): string {
  if (bytes >= MEGABYTE) return `${Number((bytes / MEGABYTE).toFixed(1))} MB`
  return `${Math.max(1, Math.round(bytes / 1024))} KB`
}
