import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import type { Cloud, CredentialsFactory } from '../../channels/connector/adapter.ts';

/** The bot's app registration. */
export const APP_ID = '00000000-0000-0000-0000-000000000001';

export const CREDENTIALS = { appId: APP_ID, appPassword: 'not a real one', appType: 'MultiTenant', appTenantId: '' };

/** What the desk sends to the connector as its own token. */
export const OUR_TOKEN = 'a token of our own';

export interface Claims {
  issuer: string;
  audience: string;
  serviceUrl: string;
  /** Seconds from now. */
  expiresIn: number;
  startsIn: number;
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** `published` signs; `stranger` has the same name and isn't published. Made once, since that takes a while. */
const KEYS = { published: newKey(), stranger: newKey() };

/** Microsoft's identity platform for the Bot Connector: publishes its keys as OpenID metadata, and signs tokens. */
export class FakeIdentity {
  readonly #server: Server;
  /** How it answers: with its keys, with a 503, or not at all. */
  mood: 'well' | 'down' | 'hanging' = 'well';
  /** How often it was asked for anything. */
  asked = 0;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      this.asked++;
      if (this.mood === 'hanging') return;
      const jwk = { ...(await exportJWK(KEYS.published.publicKey)), kid: 'k1', endorsements: ['msteams'] };
      const found = request.url === '/keys' ? { keys: [jwk] } : { issuer: this.issuer, jwks_uri: `${this.url}/keys` };
      response.statusCode = this.mood === 'down' ? 503 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(found));
    });
  }

  static async start(): Promise<FakeIdentity> {
    const identity = new FakeIdentity();
    await new Promise<void>((resolve) => identity.#server.listen(0, '127.0.0.1', resolve));
    return identity;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get issuer(): string {
    return `${this.url}/issuer`;
  }

  /** What everybody may know of its key, as PEM. */
  get publicKey(): string {
    return KEYS.published.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  }

  /** The cloud whose identity platform this is. */
  get cloud(): Cloud {
    return {
      settings: {
        ToChannelFromBotLoginUrl: this.url,
        ToChannelFromBotOAuthScope: this.url,
        ToBotFromChannelTokenIssuer: this.issuer,
        OAuthUrl: this.url,
        ToBotFromChannelOpenIdMetadataUrl: `${this.url}/metadata`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${this.url}/metadata`,
        CallerId: 'urn:botframework:azure',
      },
      credentialsFactory: OUR_CREDENTIALS,
    };
  }

  /** A token as the Bot Connector carries it. */
  token(claims: Partial<Claims> & { serviceUrl: string }, key: 'published' | 'stranger' = 'published', kid = 'k1') {
    const { issuer = this.issuer, audience = APP_ID, serviceUrl, expiresIn = 600, startsIn = -60 } = claims;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ serviceurl: serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setNotBefore(now + startsIn)
      .setExpirationTime(now + expiresIn)
      .sign(KEYS[key].privateKey);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Knows the app, and has a token at hand instead of asking for one. */
const OUR_CREDENTIALS = {
  isValidAppId: async (appId: string) => appId === APP_ID,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
      request.headers.set('authorization', `Bearer ${OUR_TOKEN}`);
      return request;
    },
  }),
} as unknown as NonNullable<CredentialsFactory>;
