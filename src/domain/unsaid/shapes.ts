/*
 * What can be told by its shape alone. Edges are those of ASCII words, so that a Hebrew prefix (`בdb-01`) or a Japanese
 * particle (`db-01が`) hides nothing; the text is in its normal form (NFKC), so full-width digits are digits.
 */

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
/** Top-level names in wide use, and those that only an inner network has. */
const tops =
  '(?:com|net|org|io|dev|app|cloud|info|biz|co|ai|sh|me|tech|il|jp|uk|de|fr|eu|us|ae|sa|eg|jo|local|localhost|internal|intranet|lan|corp|home|priv|private|prod|staging|svc|cluster|arpa|test|example)'
const machines =
  '(?:db|web|app|api|srv|server|host|node|redis|kafka|pg|postgres|mysql|mongo|es|cache|queue|mq|worker|lb|proxy|gw|vm|k8s|pod|prod|stg|staging|dc|rack|ip)'

/** Shapes of what must not be said, each global. */
export const shapes = {
  secret: [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    /\bxox[a-z](?:\.xox[a-z])?-[\w-]+/gi,
    /\bxapp-[\w-]+/gi,
    /\b(?:gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|[sprk]k[-_](?:live|test|proj|ant)?[-_]?\w{16,}[\w-]*|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|(?:AKIA|ASIA)[A-Z0-9]{12,})/g,
    /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
    /\b(?:bearer|basic)\s+[\w.~+/-]{12,}=*/gi,
    /\b\w[\w+.-]*:\/\/[^\s/@:]+:[^\s/@]+@\S*/g,
    /(?:password|passwd|pwd|secret|token|api[ _-]?key|סיסמה|סיסמא|كلمة (?:المرور|السر)|パスワード)\s*[:=]\s*\S+/giu,
    // Long and mixed: nobody writes such a word to customers.
    /(?<![\w/+])(?=[\w/+-]*\d)(?=[\w/+-]*[A-Z])(?=[\w/+-]*[a-z])[\w/+-]{32,}={0,2}/g,
  ],
  'internal-link': [
    /<(?:https?:|mailto:)[^>]*>/gi,
    /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi,
    /<#\w+(?:\|[^>]*)?>/g,
    /(?<![\p{L}\p{N}&])#(?=[\p{L}\p{N}_-]*\p{L})[\p{L}\p{N}_-]{2,}/gu,
  ],
  host: [
    new RegExp(`(?<![\\d.])${octet}(?:\\.${octet}){3}(?![\\d.]*\\d)(?::\\d+)?(?:/\\d{1,2})?`, 'g'),
    /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:)+(?::[0-9a-f]{1,4})+(?![\w:])/gi,
    /\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/gi,
    new RegExp(`(?<![\\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+${tops}(?![\\w-])(?::\\d+)?`, 'gi'),
    /\blocalhost\b(?::\d+)?/gi,
    new RegExp(`(?<![\\w-])(?:[a-z]+-)*${machines}-?(?:[a-z]+-)*\\d+(?:-\\d+)*(?![\\w-])`, 'gi'),
    new RegExp(`(?<![\\w-])(?:[a-z]+-)+${machines}(?![\\w-])`, 'gi'),
  ],
  version: [
    /\bCVE-\d{4}-\d+/gi,
    /(?<![\w.])v\d+(?:\.\d+)*(?:-[\w.]+)?(?![\w])/gi,
    // Three numbers are a version, unless one of them is a year and it is a date.
    /(?<![\w.])(?!(?:19|20)\d\d\.\d{1,2}\.\d{1,2}(?!\w)|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\w))\d+\.\d+\.\d+(?:\.\d+)*(?:-[\w.]+)?(?!\w)/g,
    /(?:version|release|build|גרס[הא]|(?:ال)?[إا]صدار|バージョン|リリース)\s*#?\d[\w.-]*/giu,
    // A commit: hexadecimal, with a letter and a digit in it.
    /(?<!\w)(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?!\w)/g,
  ],
  person: [
    /<@\w+(?:\|[^>]*)?>|<!\w+[^>]*>/g,
    /[\w.+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
    /(?<![\p{L}\p{N}])@[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?/gu,
  ],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>
