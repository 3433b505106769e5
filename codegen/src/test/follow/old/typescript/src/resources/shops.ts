import { APIResource } from '../core/resource';

export class ShopNameTakenError extends BadRequestError {
  declare readonly errorCode: 'shop_name_taken';
}

export class Shops extends APIResource {
  /**
   * Opens one.
   *
   * @throws {ShopNameTakenError}
   */
  create(params: ShopCreateParams, options?: RequestOptions): APIPromise<Shop> {
    const { workspace_id, ...body } = params;
    return this._client.post('/v1/shops', {
      body,
      headers: { 'anthropic-workspace-id': workspace_id },
      __span: startApiCallSpan(this._client, 'anthropic.shops.create', options, { route: '/v1/shops' }),
    });
  }

  list(params: ShopListParams | null | undefined = {}, options?: RequestOptions): PagePromise<ShopsPage, Shop> {
    const { betas, ...query } = params ?? {};
    return this._client.getAPIList('/v1/shops', PageCursor<Shop>, {
      query,
      headers: { 'anthropic-beta': [...(betas ?? []), 'shops-2026-02-01'].toString() },
      __span: startApiCallSpan(this._client, 'anthropic.shops.list', options, {
        route: '/v1/shops',
        queryParams: ['limit', 'page', 'size'],
      }),
    });
  }
}

export interface Cat {
  lives: number;
  type: 'cat';
}

export interface Dog {
  name?: string;
  type: 'dog';
}

export type Animal = Cat | Dog;

export interface Shop {
  animals: Array<Animal>;
  id: string;
  opened_at: string;
  size: 'small' | 'big';
}

export interface ShopCreateParams {
  name: string;
  metadata?: { [key: string]: string };
  size?: 'small' | 'big';
  workspace_id?: string;
}

export interface ShopListParams extends PageCursorParams {
  size?: 'small' | 'big';
  betas?: Array<string>;
}

export interface PageCursorParams {
  limit?: number;
  page?: string | null;
}
