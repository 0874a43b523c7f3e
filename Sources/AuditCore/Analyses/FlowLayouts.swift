import AuditMethods

/// What a knowledge-flow network says of departments.
let departmentsLayout = Layout<DepartmentFlows>(
  "department flows",
  [
    Layout.figure("ei_index") { $0.eiIndex }, Layout.whole("internal_ties") { $0.internalTies },
    Layout.whole("external_ties") { $0.externalTies }, Layout.whole("unassigned_ties") { $0.unassignedTies },
    Layout.rows("sizes", departmentSizeLayout) { $0.sizes }, Layout.rows("flows", flowLayout) { $0.flows },
    Layout.rows("unlinked", departmentPairLayout) { $0.unlinked },
    Layout.rows("one_way", departmentPairLayout) { $0.oneWay },
  ])

private let departmentSizeLayout = Layout<DepartmentSize>(
  "department size",
  [
    Layout.text("department") { $0.department }, Layout.whole("people") { $0.people },
    Layout.whole("silent") { $0.silent },
  ])

private let flowLayout = Layout<DepartmentFlow>(
  "department flow",
  [
    Layout.text("giver") { $0.giver }, Layout.text("receiver") { $0.receiver },
    Layout.whole("ties") { $0.ties }, Layout.figure("strength") { $0.strength },
  ])

private let departmentPairLayout = Layout<DepartmentPair>(
  "department pair",
  [
    Layout.text("first") { $0.first }, Layout.text("second") { $0.second },
    Layout.whole("silent") { $0.silent },
  ])

/// One person's place in a knowledge-flow network.
let positionLayout = Layout<FlowPosition>(
  "network position",
  [
    Layout.text("id") { $0.id }, Layout.text("name") { $0.name },
    Layout.text("department") { $0.department }, Layout.flag("answered") { $0.hasAnswered },
    Layout.text("role") { $0.role.rawValue }, Layout.figure("in_degree") { $0.inDegree.count },
    Layout.figure("out_degree") { $0.outDegree.count },
    Layout.ifAny("in_share") { $0.inDegree.share },
    Layout.ifAny("out_share") { $0.outDegree.share },
    Layout.ifAny("in_strength") { $0.inDegree.strength },
    Layout.ifAny("out_strength") { $0.outDegree.strength }, Layout.whole("partners") { $0.partners },
    Layout.figure("betweenness") { $0.betweenness.normalised },
    Layout.ifAny("betweenness_sum") { $0.betweenness.sum },
    Layout.whole("rank") { $0.betweenness.rank },
    Layout.ifAny("weighted_betweenness") { $0.weightedBetweenness.normalised },
    Layout.row("closeness_in", closenessLayout) { $0.closeness.incoming },
    Layout.row("closeness_out", closenessLayout) { $0.closeness.outgoing },
    Layout.row("weighted_closeness_in", closenessLayout) { $0.weightedCloseness.incoming },
    Layout.row("weighted_closeness_out", closenessLayout) { $0.weightedCloseness.outgoing },
    Layout.figure("clustering") { $0.clustering }, Layout.whole("core") { $0.core },
    Layout.figure("constraint") { $0.constraint },
    Layout.ifAny("weighted_constraint") { $0.weightedConstraint },
    Layout.rows("brokerage", roleLayout) { $0.brokerage?.counts ?? [] },
    Layout.flag("is_articulation_point") { $0.isArticulationPoint },
    Layout.whole("weak_component") { $0.weakComponent + 1 },
    Layout.whole("strong_component") { $0.strongComponent + 1 },
  ])

private let closenessLayout = Layout<ClosenessForms>(
  "closeness",
  [
    Layout.whole("reached_people") { $0.reached },
    Layout.ifAny("wasserman_faust") { $0.wassermanFaust },
    Layout.ifAny("among_reached") { $0.amongReached },
    Layout.ifAny("harmonic") { $0.harmonic },
  ])

private let roleLayout = Layout<Brokerage.RoleCount>(
  "broker role", [Layout.text("role") { $0.role.rawValue }, Layout.whole("count") { $0.count }])
