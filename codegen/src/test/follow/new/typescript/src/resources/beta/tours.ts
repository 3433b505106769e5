import * as ShopsAPI from '../shops';

export class Tours extends APIResource {
  create(shopID: string, params: TourCreateParams, options?: RequestOptions): APIPromise<BetaTour> {
    const { dry_run, betas, workspace_id, ...body } = params;
    return this._client.post(path`/v1/shops/${shopID}/tours`, {
      query: { dry_run },
      body,
      headers: {
        'anthropic-beta': [...(betas ?? []), 'tours-2026-11-01'].toString(),
        'anthropic-workspace-id': workspace_id,
      },
      __span: startApiCallSpan(this._client, 'anthropic.shops.tours.create', options, {
        route: '/v1/shops/{shop_id}/tours',
        queryParams: ['dry_run'],
      }),
    });
  }

  list(shopID: string, params: TourListParams | null | undefined = {}): PagePromise<BetaToursPage, BetaTour> {
    return this._client.getAPIList(path`/v1/shops/${shopID}/tours`, PageCursor<BetaTour>, {
      query: params,
      __span: startApiCallSpan(this._client, 'anthropic.shops.tours.list', options, {
        route: '/v1/shops/{shop_id}/tours',
      }),
    });
  }

  /**
   * @throws {ShopNameTakenError}
   */
  photos(tourID: string, options?: RequestOptions): APIPromise<Response> {
    return this._client.get(path`/v1/tours/${tourID}/photos`, {
      __binaryResponse: true,
      __span: startApiCallSpan(this._client, 'anthropic.tours.photos', options, { route: '/v1/tours/{tour_id}/photos' }),
    });
  }
}

export interface BetaTour {
  guide: ShopsAPI.Animal;
  id: string;
  starts_at: string;
  seats: number;
  price: number;
  stops: { [key: string]: BetaTour.Stop };
  type: 'tour';
}

export namespace BetaTour {
  export interface Stop {
    minutes: number;
  }
}

export interface TourCreateParams {
  /**
   * Body param: What it shows.
   */
  theme: string | Array<string>;

  /**
   * Query param: Whether to only try it.
   */
  dry_run?: boolean;

  /**
   * Header param: Which betas.
   */
  betas?: Array<string>;

  /**
   * Header param: Which workspace.
   */
  workspace_id?: string;
}

export interface TourListParams {
  'starts_at[gte]'?: string;
  limit?: number;
  page?: string | null;
}

export type AnthropicBeta = (string & {}) | 'shops-2026-02-01' | 'shops-2025-01-01' | 'parades-2026-11-01';

export type Model = (string & {}) | 'shopkeeper-1' | 'shopkeeper-2';
