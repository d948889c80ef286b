/**
 * What a signature is for. A signature holds for one purpose only: OpenSSH signs the name with the
 * message, and `allowed_signers` may keep a key to some purposes.
 */
export type Namespace =
  | 'codelumi-review@v1'
  | 'codelumi-release@v1'
  | 'codelumi-audit@v1'
  | 'codelumi-policy@v1';

/** A key that can sign here, by its public half. */
export interface SigningKey {
  /** As `ssh-keygen -l` prints it: `SHA256:` and 43 characters of base64. */
  readonly keyid: string;
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
}

/** SSH signatures on this machine, made and checked as `ssh-keygen -Y` does. */
export interface Signer {
  /**
   * The key that signs; undefined where none is set up: then review works, unsigned.
   * @throws CodelumiError `cannot-sign` where one is named that cannot be read or is of no use.
   */
  key(): Promise<SigningKey | undefined>;
  /** Why there is no key, as the beginning of a sentence; undefined where there is one. */
  whyUnsigned?(): Promise<string | undefined>;
  /**
   * An armoured SSHSIG over the message.
   * @throws CodelumiError `cannot-sign` with what to do: no key, a passphrase that nobody can be asked for, a
   *   hardware key nobody touched. Never waits for input.
   */
  sign(message: Uint8Array, namespace: Namespace): Promise<string>;
  /**
   * Whether the signature is one of these bytes, for this namespace, by the key that stands in it. Whose key that
   * is is not looked at. For the kinds of keys that are not checked in process.
   * @throws CodelumiError `cannot-sign` where ssh-keygen is missing or does not end
   */
  check(message: Uint8Array, armoured: string, namespace: Namespace): Promise<boolean>;
}
