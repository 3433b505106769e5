// The official TypeScript SDK's way to each cloud.
import * as aws from '@anthropic-ai/aws-sdk';
import * as bedrock from '@anthropic-ai/bedrock-sdk';
import { AnthropicFoundry } from '@anthropic-ai/foundry-sdk';
import { AnthropicGoogleCloud } from '@anthropic-ai/google-cloud-sdk';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';

const common = { maxRetries: 0, timeout: 20_000 };
const keys = { awsAccessKey: 'AKIAFAKECLAUDE', awsSecretKey: 'fake-claude-secret', awsRegion: 'us-west-2' };
const google = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer t' }) };

// A client and a model of it, by the cloud and the URL of its fake.
export const clients = {
  bedrock: (url) => [new bedrock.AnthropicBedrock({ ...common, ...keys, baseURL: url }), 'us.anthropic.claude-opus-5-5-v1:0'],
  mantle: (url) => [
    new bedrock.AnthropicBedrockMantle({ ...common, ...keys, awsSecretAccessKey: keys.awsSecretKey, baseURL: `${url}/anthropic` }),
    'anthropic.claude-opus-5-5',
  ],
  aws: (url) => [
    new aws.AnthropicAws({ ...common, ...keys, awsSecretAccessKey: keys.awsSecretKey, baseURL: url, workspaceId: 'wrkspc_1' }),
    'claude-opus-5-5',
  ],
  vertex: (url) => [
    new AnthropicVertex({ ...common, baseURL: `${url}/v1`, region: 'us-east5', projectId: 'p', authClient: google }),
    'claude-opus-5-5',
  ],
  'google-cloud': (url) => [
    new AnthropicGoogleCloud({
      ...common,
      baseURL: `${url}/v1/projects/p/locations/global/workspaces/w/invoke`,
      bearerTokenProvider: async () => 't',
    }),
    'claude-opus-5-5',
  ],
  foundry: (url) => [new AnthropicFoundry({ ...common, apiKey: 'k', baseURL: `${url}/anthropic` }), 'claude-opus-5-5'],
};
