/**
 * A loose object's type without its index signature: code sees the keys it knows, while unknown
 * ones, from a later version, still travel along at run time.
 */
export type KnownKeys<T> = { [Key in keyof T as string extends Key ? never : Key]: T[Key] };
