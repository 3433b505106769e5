class TourListParams
private constructor(
    private val limit: Int?,
    private val startsAtGte: OffsetDateTime?,
) : Params {
}
