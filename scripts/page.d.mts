/** Where the page's script is put, its style sheet beside it. */
export declare const pageOutput: string

/** Makes the local workspace's page. */
export declare function bundlePage(): Promise<void>
