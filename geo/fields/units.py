"""Units of area in which land is stated in China."""

M2_PER_HA = 10_000.0
MU_PER_KM2 = 1_500.0  # 15 mu (亩) are a hectare
M2_PER_MU = 1e6 / MU_PER_KM2
